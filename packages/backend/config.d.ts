export interface Config {
  maas?: {
    /** Groups of the two upper tiers of the portal's example permission policy. */
    roles?: {
      /** Entity references of groups whose members may everything. */
      admins?: string[];
      /** Entity references of groups whose members see everything and change nothing. */
      readOnlyAdmins?: string[];
    };
  };
}
