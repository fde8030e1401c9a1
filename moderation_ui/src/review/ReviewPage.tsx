import type { MouseEvent } from "react";
import { useNavigate, useParams } from "react-router";
import { NextItem } from "./NextItem";
import { QueuePanel } from "./QueuePanel";
import { useLeaveBehind, useTakeNext } from "./queries";
import classes from "./ReviewPage.module.css";
import { Workplace } from "./Workplace";

/** After a click with the mouse the keys belong to the console again, not to what was clicked. */
function giveKeysBack(event: MouseEvent<HTMLElement>) {
  const focused = document.activeElement;
  const clicked = focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement;
  if (event.detail > 0 && clicked && event.currentTarget.contains(focused)) {
    focused.blur();
  }
}

export function Component() {
  const { id } = useParams();
  const navigate = useNavigate();
  const takeNext = useTakeNext();
  useLeaveBehind(id);

  const next = () => {
    if (takeNext.isPending) return;
    takeNext.mutate(undefined, {
      onSuccess: (item) => navigate(item ? `/review/${item.submission_id}` : "/review"),
    });
  };

  /** The decided case leaves the desk at once, whether or not there is a next one. */
  const decided = () => {
    navigate("/review", { replace: true });
    next();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only takes the focus off what was clicked.
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button used by key shall keep its focus.
    <div
      className={classes.console}
      data-open={id !== undefined || undefined}
      onClick={giveKeysBack}
    >
      <title>Review · Safelight</title>
      <QueuePanel openId={id} taking={takeNext.isPending} onTakeNext={next} />
      {id ? (
        <Workplace key={id} id={id} onNext={next} onDecided={decided} />
      ) : (
        <NextItem none={takeNext.data === null} taking={takeNext.isPending} onNext={next} />
      )}
    </div>
  );
}
