import { IconX } from "@tabler/icons-react";
import { labelOf } from "../words/vocabulary";
import classes from "./ActiveFilters.module.css";
import type { FacetName } from "./search";

interface ActiveFiltersProps {
  filters: readonly { name: FacetName; value: string }[];
  onRemove: (name: FacetName) => void;
  onClear: () => void;
}

export function ActiveFilters({ filters, onRemove, onClear }: ActiveFiltersProps) {
  if (filters.length === 0) return null;
  return (
    <div className={classes.filters}>
      {filters.map(({ name, value }) => (
        <button
          key={name}
          type="button"
          className={classes.chip}
          aria-label={`Remove filter ${labelOf(value)}`}
          onClick={() => onRemove(name)}
        >
          {labelOf(value)}
          <IconX size={15} stroke={2.2} aria-hidden="true" />
        </button>
      ))}
      {filters.length > 1 && (
        <button type="button" className={classes.clear} onClick={onClear}>
          Clear all
        </button>
      )}
    </div>
  );
}
