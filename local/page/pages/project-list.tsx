import { IssueBrowser } from '../ui/issue-browser.tsx';
import { useTitle } from '../ui/page.tsx';
import { useOutletProject } from './project.tsx';

/** The project's work items, filtered, sorted and paged. */
export const ProjectList = () => {
  const project = useOutletProject();
  useTitle(`${project.name}: list`);
  return (
    <div className="page">
      <IssueBrowser key={project.key} scope={`project = "${project.key}"`} />
    </div>
  );
};
