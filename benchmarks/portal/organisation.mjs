const SUBJECTS = [
  'Anthropology',
  'Archaeology',
  'Architecture',
  'Astronomy',
  'Biology',
  'Botany',
  'Chemistry',
  'Classics',
  'Dentistry',
  'Economics',
  'Education',
  'Engineering',
  'Film',
  'Forestry',
  'Genetics',
  'Geography',
  'Geology',
  'History',
  'Horticulture',
  'Immunology',
  'Journalism',
  'Linguistics',
  'Logistics',
  'Mathematics',
  'Mechanics',
  'Medicine',
  'Meteorology',
  'Music',
  'Neuroscience',
  'Nursing',
  'Oceanography',
  'Optics',
  'Pharmacy',
  'Philosophy',
  'Physics',
  'Psychology',
  'Robotics',
  'Sociology',
  'Statistics',
  'Theology',
];
const KINDS = ['Institute', 'Laboratory', 'Teaching', 'Computing', 'Office'];
const MEMBERS = 3;

/** Name of the user who is in every generated team and asks for access on its behalf. */
export const REGISTRAR = 'registrar';

/** @typedef {{name: string, title: string}} Team */

/**
 * @param {number} count
 * @returns {Team[]}
 */
export function makeTeams(count) {
  return Array.from({ length: count }, (_, index) => {
    const subject = SUBJECTS[index % SUBJECTS.length];
    const round = Math.floor(index / SUBJECTS.length);
    const kind = KINDS[round % KINDS.length];
    const number = Math.floor(round / KINDS.length);
    const title = `${subject} ${kind}${number ? ` ${number + 1}` : ''}`;
    return { name: title.toLowerCase().replaceAll(' ', '-'), title };
  });
}

/**
 * The groups and users of teams, as a file that the catalog reads.
 *
 * @param {Team[]} teams
 * @returns {{text: string, users: number}} YAML, and how many users are in it
 */
export function makeOrganisation(teams) {
  const groups = teams.map(({ name, title }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      description: `${title} of the campus`,
      annotations: { 'openmaas.io/team-owners': `user:default/${name}-1` },
    },
    spec: {
      type: 'team',
      profile: { displayName: title, email: `${name}@example.com` },
      parent: 'rdu-campus',
      children: [],
    },
  }));
  const users = teams.flatMap(({ name, title }) =>
    Array.from({ length: MEMBERS }, (_, index) =>
      makeUser(`${name}-${index + 1}`, `Member ${index + 1} of ${title}`, [
        name,
      ]),
    ),
  );
  const registrar = makeUser(
    REGISTRAR,
    'Registrar',
    teams.map(({ name }) => name),
  );
  // Every JSON text is YAML.
  const documents = [...groups, ...users, registrar].map(entity =>
    JSON.stringify(entity),
  );
  return { text: documents.join('\n---\n'), users: users.length + 1 };
}

/**
 * @param {string} name
 * @param {string} displayName
 * @param {string[]} memberOf
 */
function makeUser(name, displayName, memberOf) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: {
      profile: { displayName, email: `${name}@example.com` },
      memberOf,
    },
  };
}
