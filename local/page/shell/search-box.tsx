import { AsyncSelect } from '@atlaskit/select';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { loadIssues, toSearchJql, type Choice } from '../api/choices.ts';
import { SearchIcon } from '../icons/icons.ts';

const Indicator = () => (
  <span className="search-icon">
    <SearchIcon label="" color="var(--ds-icon-subtle)" />
  </span>
);

const ALL = 'all:';
/** The work items found, and last the way to the list of all of them. */
const loadFound = async (typed: string): Promise<Choice[]> => {
  if (typed.trim() === '') return [];
  return [
    ...(await loadIssues(typed)),
    { value: ALL + toSearchJql(typed), label: `Search all work items for “${typed}”` },
  ];
};
const pathOf = ({ value }: Choice) =>
  value.startsWith(ALL) ? `/issues?jql=${encodeURIComponent(value.slice(ALL.length))}` : `/browse/${value}`;

/** Finds work items by key or words. */
export const SearchBox = () => {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const open = (path: string) => {
    setText('');
    void navigate(path);
  };
  return (
    <div className="search-box">
      <AsyncSelect<Choice>
        aria-label="Search work items"
        placeholder="Search"
        spacing="compact"
        components={{ DropdownIndicator: Indicator }}
        openMenuOnClick={false}
        defaultOptions={false}
        noOptionsMessage={() => 'Type a key or words'}
        loadOptions={loadFound}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(choice) => choice !== null && open(pathOf(choice))}
      />
    </div>
  );
};
