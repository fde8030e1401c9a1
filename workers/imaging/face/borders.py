"""The tracks of a film's parts, joined where one part ends and the next begins.

Each part begins with a search, in its first frame, and the part before goes on following its faces
for as long as a whole film's tracker would without seeing them again. So what the next part sees is
taken to go on with what the one before still follows, as it would be within a part: by its place.
"""

from collections.abc import Iterable

from workers.imaging.face.track import Track
from workers.imaging.face.tracker import best_match


def joined(parts: Iterable[Iterable[Track]]) -> list[Track]:
    """Return the tracks of a whole film out of those of its parts, in the order of both.

    Tracks of the first frame seen of a part are matched with those of the parts before which are
    followed to that frame; they are changed by it.
    """
    whole: list[Track] = []
    for tracks in parts:
        free, fresh = list(whole), []
        for track in sorted(tracks, key=lambda one: one.found):
            match = best_match(track.boxes[track.found], free, track.found)
            if match is None:
                fresh.append(track)
            else:
                free.remove(match)
                match.joined(track)
        whole.extend(fresh)
    return sorted(whole, key=lambda track: track.first)
