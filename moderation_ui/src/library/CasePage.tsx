import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDownload } from "@tabler/icons-react";
import { useNavigate, useParams } from "react-router";
import { hasStatus } from "../api/problem";
import type { CaseView } from "../api/types";
import { useAccount } from "../session/queries";
import { Awaited } from "../shell/Awaited";
import { NotFound } from "../shell/NotFound";
import { Page } from "../shell/Page";
import { ReasonDialog } from "../shell/ReasonDialog";
import { caseMediumLabel } from "../words/media";
import { TAKEDOWN_REASONS } from "../words/reasons";
import { dateOf } from "../words/time";
import { labelOf, patientLabel } from "../words/vocabulary";
import classes from "./CasePage.module.css";
import { NotVerified } from "./NotVerified";
import { useCase, useTakeDown } from "./queries";
import { Viewer } from "./Viewer";

export function Component() {
  const { id = "" } = useParams();
  const account = useAccount();
  const query = useCase(id);
  if (hasStatus(query.error, 403)) return <NotVerified state={account.verification} />;
  if (hasStatus(query.error, 404, 410, 422)) return <NotFound />;
  return (
    <Page
      title={query.data?.texts.title ?? "Case"}
      lead={query.data?.texts.diagnosis}
      back={{ to: "/library", label: "Library" }}
      width="wide"
    >
      <Awaited query={query} skeleton={<CaseSkeleton />}>
        {(found) => <Case found={found} />}
      </Awaited>
    </Page>
  );
}

function Case({ found }: { found: CaseView }) {
  const { texts, media } = found;
  const facts: [string, string][] = [
    ["Specialty", labelOf(texts.specialty)],
    ["Body region", labelOf(texts.body_region)],
    ["Patient", patientLabel(texts) || "Not stated"],
    ["Modality", [...new Set(media.map((medium) => caseMediumLabel(medium)))].join(", ")],
    ["Shared by", found.mine ? `${found.uploader} (you)` : found.uploader],
    ["Published", dateOf(found.published_at)],
  ];
  return (
    <div className={classes.columns}>
      <Viewer media={media} title={texts.title} />
      <div className={classes.words}>
        {texts.caption && <p className={classes.caption}>{texts.caption}</p>}
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <h2 className={classes.heading}>Downloads</h2>
        <ul className={classes.downloads}>
          {media.map((medium) => (
            <li key={medium.id}>
              <a href={medium.download_url} download={medium.download_name}>
                <IconDownload size={20} stroke={1.7} aria-hidden="true" />
                {medium.download_name}
              </a>
            </li>
          ))}
        </ul>
        {found.may_take_down && <TakeDown id={found.id} mine={found.mine} />}
      </div>
    </div>
  );
}

function TakeDown({ id, mine }: { id: string; mine: boolean }) {
  const navigate = useNavigate();
  const takeDown = useTakeDown(id);
  const [opened, dialog] = useDisclosure(false);
  const { uploader_request, ...others } = TAKEDOWN_REASONS;
  return (
    <>
      <Button variant="subtle" color="red" size="md" mt="lg" px={0} onClick={dialog.open}>
        Take down
      </Button>
      <ReasonDialog
        title="Take this case down?"
        words="It disappears for everybody at once, with all its images. This cannot be undone."
        reasons={mine ? { uploader_request, ...others } : others}
        confirm="Take down now"
        busy={takeDown.isPending}
        opened={opened}
        onClose={dialog.close}
        onConfirm={(reason) =>
          takeDown.mutate(reason, { onSuccess: () => navigate("/library", { replace: true }) })
        }
      />
    </>
  );
}

function CaseSkeleton() {
  return (
    <div className={classes.columns}>
      <Skeleton height={420} radius={16} />
      <div>
        <Skeleton height={90} mb="lg" />
        <Skeleton height={180} />
      </div>
    </div>
  );
}
