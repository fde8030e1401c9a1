import { IconBoxMultiple, IconPhotoOff } from "@tabler/icons-react";
import { Link } from "react-router";
import type { CaseHit } from "../api/types";
import { timeAgo } from "../words/time";
import { caseLabel, countOf, labelOf, patientLabel } from "../words/vocabulary";
import classes from "./CaseCard.module.css";

export function CaseCard({ hit }: { hit: CaseHit }) {
  const facts = [labelOf(hit.specialty), labelOf(hit.body_region), patientLabel(hit)];
  return (
    <li className={classes.card}>
      <div className={classes.picture}>
        {hit.thumbnail_url ? (
          <img src={hit.thumbnail_url} alt="" loading="lazy" decoding="async" />
        ) : (
          <IconPhotoOff size={36} stroke={1.2} aria-hidden="true" />
        )}
        {hit.media > 1 && (
          <span className={classes.many} title={countOf(hit.media, "file")}>
            <IconBoxMultiple size={16} stroke={2} aria-hidden="true" />
            {hit.media}
          </span>
        )}
        <span className={classes.modality}>{caseLabel(hit)}</span>
      </div>
      <h2 className={classes.title}>
        <Link to={`/library/${hit.id}`}>{hit.title}</Link>
      </h2>
      {hit.diagnosis && <p className={classes.diagnosis}>{hit.diagnosis}</p>}
      <p className={classes.facts}>{facts.filter(Boolean).join(" · ")}</p>
      <time className={classes.facts} dateTime={hit.published_at}>
        {timeAgo(hit.published_at)}
      </time>
    </li>
  );
}
