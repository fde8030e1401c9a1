"""The registry refuses a chain that does not fit before it has run once."""

from dataclasses import replace

import pytest

from schemas.events import AboutMedium, FacesObscured, PhiStripped, PlanRevised, UploadReceived
from schemas.zones import Zone
from workers import registry
from workers.registry import ChainError, ordered
from workers.stage import Stage

STRIP, OBSCURE = registry.chain()
REVISE = registry.by_name("burn_revision")


def _bare(*stages: Stage) -> tuple[Stage, ...]:
    """Return stages as their files export them, which name no event inside the chain."""
    return tuple(
        replace(stage, consumes=AboutMedium) if stage.order is not None else stage
        for stage in stages
    )


def test_the_chain_leads_from_an_upload_to_obscured() -> None:
    """Found by their folder, ordered by their record, wired event to event."""
    assert [stage.name for stage in registry.chain()] == ["strip_phi", "obscure_faces"]
    assert (STRIP.consumes, STRIP.emits) == (UploadReceived, PhiStripped)
    assert (OBSCURE.consumes, OBSCURE.emits) == (PhiStripped, FacesObscured)
    assert REVISE.consumes is PlanRevised


def test_stages_are_found_by_event() -> None:
    """One event, at most one stage."""
    assert registry.for_event("PhiStripped") == OBSCURE
    assert registry.for_event("PlanRevised") == REVISE
    assert registry.for_event("CasePublished") is None


def test_order_of_discovery_does_not_matter() -> None:
    """Files are found by name; the chain follows the records."""
    assert ordered(_bare(REVISE, OBSCURE, STRIP)) == ordered(_bare(STRIP, OBSCURE, REVISE))


@pytest.mark.parametrize(
    "stages",
    [
        (STRIP,),
        (OBSCURE,),
        (replace(STRIP, order=30), OBSCURE),
        (replace(STRIP, needs=Zone.OBSCURED, gives=Zone.STRIPPED), OBSCURE),
        (STRIP, OBSCURE, replace(REVISE, name="strip_phi")),
        (STRIP, OBSCURE, replace(REVISE, gives=Zone.RAW)),
        (STRIP, replace(OBSCURE, order=10)),
        (STRIP, OBSCURE, replace(REVISE, consumes=PhiStripped)),
    ],
    ids=["ends early", "starts late", "swapped", "backwards", "two of a name", "revision darkens",
         "two of an order", "two of an event"],
)  # fmt: skip
def test_what_does_not_fit_is_refused(stages: tuple[Stage, ...]) -> None:
    """A chain with a gap would hand one zone's bytes on as another's."""
    with pytest.raises(ChainError):
        ordered(_bare(*stages))


class HairHidden(AboutMedium):
    """What a stage between the two would emit."""


def test_a_stage_in_the_middle_is_one_more_record() -> None:
    """Its neighbours' records stay as they are; the registry wires them anew."""
    middle = replace(OBSCURE, name="hide_hair", order=15, gives=Zone.STRIPPED, emits=HairHidden)
    chain = ordered(_bare(STRIP, middle, OBSCURE, REVISE))[:3]
    assert [stage.name for stage in chain] == ["strip_phi", "hide_hair", "obscure_faces"]
    assert [stage.consumes for stage in chain] == [UploadReceived, PhiStripped, HairHidden]


def test_only_a_stage_outside_the_chain_names_its_event() -> None:
    """Two places that say what a stage consumes could say two things."""
    with pytest.raises(ChainError, match="must not say"):
        ordered((*_bare(STRIP), OBSCURE, REVISE))
    with pytest.raises(ChainError, match="must say"):
        ordered((*_bare(STRIP, OBSCURE), replace(REVISE, consumes=AboutMedium)))
