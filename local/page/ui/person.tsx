import Avatar from '@atlaskit/avatar';

const TONES = ['#0055CC', '#206A83', '#216E4E', '#943D73', '#5E4DB2', '#A54800', '#4C6B1F', '#AE2E24'];
const toneOf = (id: string) => {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return TONES[sum % TONES.length] ?? TONES[0];
};
const initialsOf = (name: string) => {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
};
/** A picture with a person's initials, as Jira shows for those without a photo; needs no network. */
export const avatarImage = (id: string, name: string): string => {
  const text = initialsOf(name).replace(/[<&>]/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${toneOf(id)}"/><text x="24" y="31" font-family="sans-serif" font-size="19" font-weight="600" fill="#fff" text-anchor="middle">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

export interface PersonProps {
  readonly id: string | undefined;
  readonly name: string;
  readonly size?: 'xsmall' | 'small' | 'medium' | 'large';
}
export const PersonAvatar = ({ id, name, size = 'small' }: PersonProps) => (
  <Avatar size={size} borderColor="transparent" {...(id === undefined ? {} : { src: avatarImage(id, name) })} />
);
/** Avatar and name on one line. */
export const Person = (props: PersonProps) => (
  <span className="with-icon">
    <PersonAvatar {...props} />
    <span className="ellipsis">{props.name}</span>
  </span>
);

/** A project's coloured tile with its first letter. */
export const ProjectTile = ({
  projectKey,
  large = false,
}: {
  readonly projectKey: string;
  readonly large?: boolean;
}) => (
  <span
    className={large ? 'project-tile project-tile-large' : 'project-tile'}
    style={{ background: toneOf(projectKey) }}
    aria-hidden
  >
    {projectKey[0]}
  </span>
);
