import type { EndpointReport } from '@openmaas/backstage-plugin-maas-common';

/** How a gateway found a server of a model. @internal */
export type ServerFigures = Pick<
  EndpointReport,
  | 'model'
  | 'endpoint'
  | 'healthy'
  | 'requests'
  | 'failures'
  | 'timeToFirstTokenMs'
  | 'tokensPerSecond'
>;

/** The last figures of a server, as one gateway measured them. @internal */
export interface MeasuredSpeed
  extends Pick<
    ServerFigures,
    'model' | 'requests' | 'timeToFirstTokenMs' | 'tokensPerSecond'
  > {
  measuredAt: Date;
}

/** What became of the calls of a model in a stretch of time. @internal */
export interface HealthPoint
  extends Pick<
    ServerFigures,
    | 'requests'
    | 'failures'
    | 'healthy'
    | 'timeToFirstTokenMs'
    | 'tokensPerSecond'
  > {
  /** Minutes since 1970. */
  minute: number;
}

/** What is remembered of how gateways found models. @internal */
export interface HealthStore {
  /**
   * Notes a gateway's figures for a minute. Later ones of the same minute take the place
   * of earlier ones; a server that was not healthy once stays so for that minute. Servers
   * of which there is nothing to tell are left out.
   *
   * @param servers - each model and endpoint once
   */
  note(
    gateway: string,
    minute: number,
    servers: ServerFigures[],
  ): Promise<void>;
  /** Keeps figures as the last ones of their servers. */
  saveSpeeds(
    gateway: string,
    servers: ServerFigures[],
    measuredAt: Date,
  ): Promise<void>;
  /** The last figures of each gateway and server, of all models. */
  speeds(since: Date): Promise<MeasuredSpeed[]>;
  /**
   * Sums of a model by stretches of time, oldest first; speeds are means, weighed by
   * requests. Stretches of which there is nothing to tell are left out.
   *
   * @param since - minutes since 1970
   * @param length - of a stretch, in minutes
   */
  points(model: string, since: number, length: number): Promise<HealthPoint[]>;
  /** The oldest minute that is there. */
  oldestMinute(): Promise<number | undefined>;
  /** Deletes the minutes before one. */
  deleteMinutes(before: number): Promise<void>;
  /** Deletes the figures that were measured before a moment. */
  deleteSpeeds(before: Date): Promise<void>;
}
