import {
  Avatar,
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { Person } from '../../readPeople';
import styles from './PersonaCard.module.css';

/**
 * One of the demo people, with the button to sign in as that person.
 *
 * @param person - Whom to show.
 * @param onSignIn - Called when the button is pressed.
 */
export const PersonaCard = (props: {
  person: Person;
  onSignIn: () => void;
}) => {
  const { person, onSignIn } = props;

  return (
    <Card className={styles.card}>
      <CardHeader>
        <Flex align="center" gap="3">
          <Avatar src="" name={person.name} size="large" purpose="decoration" />
          <div>
            <Text as="h2" variant="title-x-small">
              {person.name}
            </Text>
            <Text as="p" variant="body-medium" color="secondary">
              {person.title}
            </Text>
          </div>
        </Flex>
      </CardHeader>
      <CardBody>
        <Text as="p" variant="body-medium">
          {person.about}
        </Text>
      </CardBody>
      <CardFooter>
        <Button variant="primary" onPress={onSignIn}>
          Sign in as {person.name}
        </Button>
      </CardFooter>
    </Card>
  );
};
