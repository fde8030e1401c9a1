import { Button, Skeleton } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useEffect } from "react";
import type { CaseHit } from "../api/types";
import { Blank } from "../shell/States";
import { CaseCard } from "./CaseCard";
import classes from "./CaseGrid.module.css";

interface CaseGridProps {
  hits: readonly CaseHit[];
  searching: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onClear: () => void;
}

export function CaseGrid({
  hits,
  searching,
  hasMore,
  loadingMore,
  onMore,
  onClear,
}: CaseGridProps) {
  const end = useIntersection<HTMLDivElement>({ rootMargin: "600px" });
  const near = end.entry?.isIntersecting ?? false;

  useEffect(() => {
    if (near && hasMore && !loadingMore) onMore();
  }, [near, hasMore, loadingMore, onMore]);

  if (hits.length === 0) {
    return searching ? (
      <Blank
        title="No case matches"
        action={
          <Button variant="default" size="lg" onClick={onClear}>
            Clear search and filters
          </Button>
        }
      >
        Try fewer words or another filter.
      </Blank>
    ) : (
      <Blank title="The library is empty">
        The first approved case of a verified colleague will appear here.
      </Blank>
    );
  }

  return (
    <>
      <ul className={classes.grid}>
        {hits.map((hit) => (
          <CaseCard key={hit.id} hit={hit} />
        ))}
      </ul>
      {hasMore && (
        <div ref={end.ref} className={classes.more}>
          <Button variant="default" size="lg" loading={loadingMore} onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

export function CaseGridSkeleton() {
  return (
    <div className={classes.grid}>
      {[1, 2, 3, 4, 5, 6].map((card) => (
        <div key={card} className={classes.skeleton}>
          <Skeleton className={classes.image} radius={0} />
          <Skeleton height={18} mt={14} width="70%" />
          <Skeleton height={14} mt={10} width="50%" />
        </div>
      ))}
    </div>
  );
}
