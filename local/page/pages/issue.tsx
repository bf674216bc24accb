import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useIssue } from '../api/queries.ts';
import { useTitle } from '../ui/page.tsx';
import { IssueView } from '../issue/issue-view.tsx';

/** /browse/KEY. An old key of a moved issue leads to its new address. */
export const IssuePage = () => {
  const { key = '' } = useParams();
  const navigate = useNavigate();
  const { data } = useIssue(key);
  useTitle(data === undefined ? key : `[${data.key}] ${data.fields.summary}`);
  useEffect(() => {
    if (data !== undefined && data.key !== key) void navigate(`/browse/${data.key}`, { replace: true });
  }, [data, key, navigate]);
  return <IssueView key={key} issueKey={key} withApps />;
};
