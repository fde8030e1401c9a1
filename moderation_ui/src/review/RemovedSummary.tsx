import { IconEraser } from "@tabler/icons-react";
import type { FindingKind, PlanFinding } from "../api/types";
import { removedLabel } from "../words/findings";
import classes from "./RemovedSummary.module.css";

const REMOVED_KINDS: readonly FindingKind[] = ["header", "metadata", "audio"];

/** What left the file without having a place in the picture: counted, the names on request. */
export function RemovedSummary({ findings }: { findings: readonly PlanFinding[] }) {
  if (findings.length === 0) return null;
  const counts = REMOVED_KINDS.flatMap((kind) => {
    const count = findings.filter((finding) => finding.kind === kind).length;
    return count > 0 ? [removedLabel(kind, count)] : [];
  });
  return (
    <details className={classes.removed}>
      <summary>
        <IconEraser size={17} stroke={1.7} aria-hidden="true" />
        {counts.join(", ")} removed
      </summary>
      <ul>
        {findings.map((finding) => (
          <li key={finding.number}>{finding.subject ?? finding.detector}</li>
        ))}
      </ul>
    </details>
  );
}
