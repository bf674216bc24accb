import DropdownMenu, {
  DropdownItem,
  DropdownItemGroup,
  DropdownItemRadio,
  DropdownItemRadioGroup,
  type CustomTriggerProps,
} from '@atlaskit/dropdown-menu';
import { rest } from '../api/rest.ts';
import type { Person, SiteBean } from '../api/site.ts';
import { PersonAvatar } from '../ui/person.tsx';
import { useFlags } from './flags.tsx';
import { useTheme, type ColorMode } from './theme.tsx';

const MODES: readonly { readonly mode: ColorMode; readonly label: string }[] = [
  { mode: 'light', label: 'Light' },
  { mode: 'dark', label: 'Dark' },
  { mode: 'auto', label: 'Match system' },
];

const ThemeChoice = () => {
  const { mode: chosen, setMode } = useTheme();
  return (
    <DropdownItemRadioGroup id="theme" title="Theme">
      {MODES.map(({ mode, label }) => (
        <DropdownItemRadio key={mode} id={mode} isSelected={mode === chosen} onClick={() => setMode(mode)}>
          {label}
        </DropdownItemRadio>
      ))}
    </DropdownItemRadioGroup>
  );
};

const buildTrigger =
  (id: string, name: string) =>
  ({ triggerRef, isSelected: _isSelected, ...props }: CustomTriggerProps<HTMLButtonElement>) => (
    <button {...props} ref={triggerRef} type="button" className="person-button" aria-label={`Looking as ${name}`}>
      <PersonAvatar id={id} name={name} />
      <span className="person-button-name ellipsis">{name}</span>
    </button>
  );

/** Who one looks as, everybody one can look as, and the theme. A change of person reads the whole page anew. */
export const PersonMenu = ({ site }: { readonly site: SiteBean }) => {
  const flags = useFlags();
  const me = site.people.find(({ accountId }) => accountId === site.me);
  const lookAs = async ({ accountId }: Person) => {
    try {
      await rest('/forge/ui/person', { method: 'PUT', body: { accountId } });
      window.location.reload();
    } catch (error) {
      flags.show({ id: 'person', kind: 'error', title: 'Could not switch person', description: String(error) });
    }
  };
  const name = me?.name ?? 'Nobody';
  return (
    <DropdownMenu<HTMLButtonElement>
      placement="bottom-end"
      spacing="compact"
      shouldRenderToParent
      trigger={buildTrigger(site.me, name)}
    >
      <div className="person-menu">
        <DropdownItemGroup title="Look as">
          {site.people.map((person) => (
            <DropdownItem
              key={person.accountId}
              isSelected={person.accountId === site.me}
              shouldDescriptionWrap
              elemBefore={<PersonAvatar id={person.accountId} name={person.name} />}
              description={person.about ?? person.email}
              onClick={() => void lookAs(person)}
            >
              {person.name}
            </DropdownItem>
          ))}
        </DropdownItemGroup>
        <ThemeChoice />
      </div>
    </DropdownMenu>
  );
};
