import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Container, Text } from '@backstage/ui';
import { describeError } from '../../describeError';
import { Person } from '../../readPeople';
import { PersonaCard } from '../PersonaCard';
import styles from './PersonaChoice.module.css';

/**
 * The demo people as cards, with what went wrong at the last sign-in.
 *
 * @param people - Whom to offer.
 * @param failure - The last sign-in, if it failed.
 * @param onChoose - Called with the person to sign in as.
 */
export const PersonaChoice = (props: {
  people: readonly Person[];
  failure?: { person: Person; error: Error };
  onChoose: (person: Person) => void;
}) => {
  const { people, failure, onChoose } = props;
  const appTitle = useApi(configApiRef).getOptionalString('app.title');

  return (
    <main className={styles.page}>
      <Container className={styles.content}>
        <header className={styles.header}>
          {appTitle && (
            <Text as="p" variant="body-large" color="secondary">
              {appTitle}
            </Text>
          )}
          <Text
            as="h1"
            variant={{ initial: 'title-medium', md: 'title-large' }}
          >
            Who would you like to be?
          </Text>
        </header>
        <Alert
          status="info"
          icon
          title="Demo people: development only"
          description="No password is asked for. Sign out at any time to come back here as somebody else."
        />
        {failure && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={`Could not sign in as ${failure.person.name}`}
            description={describeError(failure.error)}
            customActions={
              <Button
                variant="secondary"
                size="small"
                onPress={() => onChoose(failure.person)}
              >
                Try again
              </Button>
            }
          />
        )}
        <ul className={styles.people} aria-label="Demo people">
          {people.map(person => (
            <li key={person.id}>
              <PersonaCard person={person} onSignIn={() => onChoose(person)} />
            </li>
          ))}
        </ul>
      </Container>
    </main>
  );
};
