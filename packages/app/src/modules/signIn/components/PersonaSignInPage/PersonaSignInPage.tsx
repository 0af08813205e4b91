import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { Person } from '../../readPeople';
import {
  forgetPerson,
  recallPerson,
  rememberPerson,
} from '../../rememberedPerson';
import { withSignOut } from '../../withSignOut';
import { PersonaChoice } from '../PersonaChoice';

interface Attempt {
  person: Person;
  /** Tells attempts to sign in as the same person apart. */
  number: number;
}

/**
 * Sign-in as one of the demo people. Whoever was chosen is remembered, so that
 * a reload goes on as the same person until signing out.
 *
 * @param people - Whom to offer, at least one.
 * @param onSignInSuccess - Called once, with the new identity.
 */
export const PersonaSignInPage = (props: {
  people: Person[];
  onSignInSuccess(identity: IdentityApi): void;
}) => {
  const { people, onSignInSuccess } = props;
  const [attempt, setAttempt] = useState<Attempt | undefined>(() => {
    const person = recallPerson(people);
    return person && { person, number: 0 };
  });

  const choose = useCallback(
    (person: Person) =>
      setAttempt(last => ({ person, number: (last?.number ?? 0) + 1 })),
    [],
  );

  const Failed = useCallback(
    ({ error }: { error?: Error }) => (
      <PersonaChoice
        people={people}
        failure={attempt && error && { person: attempt.person, error }}
        onChoose={choose}
      />
    ),
    [people, attempt, choose],
  );

  if (!attempt) {
    return <PersonaChoice people={people} onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={attempt.number}
      provider="personas"
      headers={{ 'x-persona': attempt.person.id }}
      ErrorComponent={Failed}
      onSignInSuccess={identity => {
        rememberPerson(attempt.person);
        onSignInSuccess(withSignOut(identity, forgetPerson));
      }}
    />
  );
};
