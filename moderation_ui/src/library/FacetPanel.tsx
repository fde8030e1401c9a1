import { useState } from "react";
import type { Facets } from "../api/types";
import { labelOf } from "../words/vocabulary";
import classes from "./FacetPanel.module.css";
import { FACETS, type FacetName, type Search } from "./search";

interface FacetPanelProps {
  facets: Facets;
  search: Search;
  onPick: (name: FacetName, value: string) => void;
}

const SHOWN = 6;

export function FacetPanel({ facets, search, onPick }: FacetPanelProps) {
  return (
    <div className={classes.panel}>
      {FACETS.map(({ name, label }) => (
        <FacetGroup
          key={name}
          label={label}
          values={facets[name]}
          picked={search[name] ?? null}
          onPick={(value) => onPick(name, value)}
        />
      ))}
    </div>
  );
}

interface FacetGroupProps {
  label: string;
  values: Facets[FacetName];
  picked: string | null;
  onPick: (value: string) => void;
}

function FacetGroup({ label, values, picked, onPick }: FacetGroupProps) {
  const [open, setOpen] = useState(false);
  if (values.length === 0 && !picked) return null;
  const missing = picked && !values.some(({ value }) => value === picked);
  const all = missing ? [{ value: picked, count: 0 }, ...values] : values;
  const shown = open ? all : all.filter(({ value }, index) => index < SHOWN || value === picked);
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      {shown.map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className={classes.value}
          aria-pressed={value === picked}
          onClick={() => onPick(value === picked ? "" : value)}
        >
          <span>{labelOf(value)}</span>
          <span className={classes.count}>{count}</span>
        </button>
      ))}
      {all.length > SHOWN && (
        <button type="button" className={classes.more} onClick={() => setOpen(!open)}>
          {open ? "Show fewer" : `Show all ${all.length}`}
        </button>
      )}
    </fieldset>
  );
}
