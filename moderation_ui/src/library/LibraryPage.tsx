import { Button, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { hasCode, hasStatus } from "../api/problem";
import { useAccount } from "../session/queries";
import { Awaited } from "../shell/Awaited";
import { Page } from "../shell/Page";
import { countOf } from "../words/vocabulary";
import { ActiveFilters } from "./ActiveFilters";
import { CaseGrid, CaseGridSkeleton } from "./CaseGrid";
import { FacetPanel } from "./FacetPanel";
import classes from "./LibraryPage.module.css";
import { NotVerified } from "./NotVerified";
import { useCases } from "./queries";
import { SearchBox } from "./SearchBox";
import { activeFacets, type FacetName, searchFrom, withPart } from "./search";

export function Component() {
  const account = useAccount();
  const [params, setParams] = useSearchParams();
  const [filtering, drawer] = useDisclosure(false);
  const search = searchFrom(params);
  const cases = useCases(search);
  const filters = activeFacets(search);

  if (hasCode(cases.error, "not_verified") || hasStatus(cases.error, 403)) {
    return <NotVerified state={account.verification} />;
  }

  const set = (name: FacetName | "q", value: string) =>
    setParams((current) => withPart(current, name, value), { replace: name === "q" });
  const clear = () => setParams(withPart(new URLSearchParams(), "q", search.q ?? ""));
  const first = cases.data?.pages[0];
  const panel = first && <FacetPanel facets={first.facets} search={search} onPick={set} />;

  return (
    <Page title="Library" width="wide">
      <div className={classes.tools}>
        <SearchBox value={search.q ?? ""} onSearch={(value) => set("q", value)} />
        <Button
          variant="default"
          size="lg"
          className={classes.filter}
          aria-label={filters.length > 0 ? `Filters (${filters.length})` : "Filters"}
          onClick={drawer.open}
        >
          <IconAdjustmentsHorizontal size={22} aria-hidden="true" />
          <span className={classes.filterWord}>Filters</span>
          {filters.length > 0 && <span className={classes.filterCount}>{filters.length}</span>}
        </Button>
      </div>
      <div className={classes.columns}>
        <aside className={classes.facets} aria-label="Filters">
          {panel}
        </aside>
        <section aria-label="Cases" data-stale={cases.isPlaceholderData || undefined}>
          <div className={classes.count}>
            <p role="status">{first ? countOf(first.total, "case") : " "}</p>
            <ActiveFilters filters={filters} onRemove={(name) => set(name, "")} onClear={clear} />
          </div>
          <Awaited query={cases} skeleton={<CaseGridSkeleton />}>
            {({ pages }) => (
              <CaseGrid
                hits={pages.flatMap((page) => page.items)}
                searching={filters.length > 0 || Boolean(search.q)}
                hasMore={cases.hasNextPage}
                loadingMore={cases.isFetchingNextPage}
                onMore={() => void cases.fetchNextPage()}
                onClear={() => setParams({})}
              />
            )}
          </Awaited>
        </section>
      </div>
      <Drawer
        opened={filtering}
        onClose={drawer.close}
        position="bottom"
        size="85%"
        title="Filters"
        radius="20px 20px 0 0"
      >
        {panel}
        <Button size="lg" fullWidth mt="lg" onClick={drawer.close}>
          {first ? `Show ${countOf(first.total, "case")}` : "Show cases"}
        </Button>
      </Drawer>
    </Page>
  );
}
