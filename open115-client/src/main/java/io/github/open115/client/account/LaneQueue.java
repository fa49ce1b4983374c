/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The order of waiting calls. Links go first, so that no link waits for a long listing; after a few links in a row one
 * other call goes, so that many links do not stop everything else. Within a lane, and between listings, uploads and
 * changes: first come, first served. Not thread-safe.
 */
final class LaneQueue {

    /** With this number a single link waits for at most two other calls. */
    private static final int LINKS_IN_A_ROW = 3;

    /** A call that waits. */
    record Turn(Lane lane, long number, Instant since) {}

    private final Map<Lane, Deque<Turn>> lanes = new EnumMap<>(Lane.class);
    private long arrivals;
    private int linksInARow;

    LaneQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    Turn join(Lane lane, Instant now) {
        Turn turn = new Turn(lane, arrivals++, now);
        lanes.get(lane).add(turn);
        return turn;
    }

    /** Removes a call; does nothing if it has left already. */
    void leave(Turn turn) {
        lanes.get(turn.lane()).remove(turn);
    }

    /** Removes a call that is sent now. */
    void sent(Turn turn) {
        leave(turn);
        boolean othersWait = !lanes.get(Lane.LISTING).isEmpty() || unpaced() > 0;
        linksInARow = turn.lane() == Lane.LINKS && othersWait ? linksInARow + 1 : 0;
    }

    /**
     * The number of calls that go before this one at present; 0 when it is the next.
     *
     * @param listingsHeld whether listings are held back at present
     */
    int ahead(Turn turn, boolean listingsHeld) {
        return turn.lane() == Lane.LINKS ? aheadOfLink(turn, listingsHeld) : aheadOfOther(turn, listingsHeld);
    }

    /** The number of earlier calls of the same lane. */
    int aheadInLane(Turn turn) {
        return before(turn, lanes.get(turn.lane()));
    }

    /** The waiting calls that are neither links nor held back. */
    private int unpaced() {
        return lanes.get(Lane.MUTATION).size() + lanes.get(Lane.UPLOADS).size();
    }

    private int aheadOfLink(Turn turn, boolean listingsHeld) {
        int links = aheadInLane(turn);
        int others = unpaced() + (listingsHeld ? 0 : lanes.get(Lane.LISTING).size());
        return links + Math.min(others, (linksInARow + links) / LINKS_IN_A_ROW);
    }

    private int aheadOfOther(Turn turn, boolean listingsHeld) {
        int others = before(turn, lanes.get(Lane.MUTATION)) + before(turn, lanes.get(Lane.UPLOADS));
        if (turn.lane() == Lane.LISTING || !listingsHeld) {
            others += before(turn, lanes.get(Lane.LISTING));
        }
        int linksThatMayGo = Math.max(0, LINKS_IN_A_ROW * (others + 1) - linksInARow);
        return others + Math.min(lanes.get(Lane.LINKS).size(), linksThatMayGo);
    }

    private static int before(Turn turn, Deque<Turn> lane) {
        int count = 0;
        for (Iterator<Turn> turns = lane.iterator();
                turns.hasNext() && turns.next().number() < turn.number(); ) {
            count++;
        }
        return count;
    }
}
