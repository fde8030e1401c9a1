import { Navigate, useParams } from "react-router";
import { hasStatus } from "../api/problem";
import { Awaited } from "../shell/Awaited";
import { NotFound } from "../shell/NotFound";
import { Page } from "../shell/Page";
import { useSubmission } from "../submissions/queries";
import { useVocabulary } from "../words/queries";
import { mayEdit } from "../words/steps";
import { Composer } from "./Composer";
import { ComposerSkeleton } from "./NewCasePage";

export function Component() {
  const { id = "" } = useParams();
  const submission = useSubmission(id);
  const vocabulary = useVocabulary();
  if (hasStatus(submission.error, 404, 422)) return <NotFound />;
  return (
    <Page title="Edit case" width="form" back={{ to: `/uploads/${id}`, label: "Back" }}>
      <Awaited query={submission} skeleton={<ComposerSkeleton />}>
        {(draft) =>
          mayEdit(draft) ? (
            <Awaited query={vocabulary} skeleton={<ComposerSkeleton />}>
              {(words) => <Composer key={draft.id} draft={draft} vocabulary={words} />}
            </Awaited>
          ) : (
            <Navigate to={`/uploads/${id}`} replace />
          )
        }
      </Awaited>
    </Page>
  );
}
