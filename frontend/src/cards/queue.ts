/** The card of the downloads: how far each is, and what to do about those that failed. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { TopicController } from "../core/controller.js";
import { bytes, number, t, tn } from "../core/texts.js";
import type { FailureRow, JobRow, Jobs } from "../core/wire.js";
import { DEED_ICONS, DeedController, deedLabel } from "../pages/overview/deeds.js";
import { badge, facts, story } from "../pages/overview/job-words.js";
import { follow, linkButton } from "../pages/overview/look.js";
import {
  askedTogether,
  entriesOf,
  titleOf,
  type Entry,
  progressOf,
} from "../pages/overview/queue-model.js";
import { CardBody } from "./body.js";
import { DEFAULT_ROWS } from "./config.js";
import { rowsOf } from "./rows.js";
import "../parts/chip.js";
import "../parts/progress.js";

@customElement("autoarr-queue-body")
export class AutoarrQueueBody extends CardBody {
  private readonly feed = new TopicController(this, "jobs", "failures");
  private readonly deeds = new DeedController(this);

  static override styles = [
    ...CardBody.styles,
    css`
      li {
        display: grid;
        gap: 4px;
        grid-template-columns: minmax(0, 1fr);
      }
      .first {
        flex-wrap: nowrap;
      }
      .first a {
        display: inline-flex;
        align-items: center;
        min-height: 40px;
        color: inherit;
        font-weight: 500;
        text-decoration: none;
      }
    `,
  ];

  override render() {
    return html`${this.frame(t("overview.queue"), this.feed, () => this.inside())}
    ${this.deeds.dialog()}`;
  }

  private inside() {
    const jobs = this.feed.topic<JobRow, Jobs>("jobs");
    const failures = this.feed.topic<FailureRow>("failures");
    const { max_rows: most = DEFAULT_ROWS, only_problems: only = false } = this.config;
    const entries = entriesOf(jobs.rows, failures.rows);
    const { rows, total } = rowsOf(entries, most, only);
    const { paused, speed } = jobs.meta;
    return html`${
      jobs.meta.total
        ? html`<p class="quiet">
            ${paused ? t("overview.paused") : t("overview.speed", { speed: bytes(speed) })}
          </p>`
        : nothing
    }
    ${
      rows.length
        ? html`<ul>
            ${repeat(
              rows,
              ({ id }) => id,
              (entry) => this.row(entry, entries),
            )}
          </ul>`
        : html`<autoarr-notice
            icon=${only ? "mdi:check-circle-outline" : "mdi:tray"}
            heading=${t(only ? "card.fine" : "overview.empty")}
          ></autoarr-notice>`
    }
    ${
      total > rows.length
        ? html`<div>
            ${linkButton(
              `${this.base}/overview`,
              t("card.all", { count: number(total) }),
              "mdi:arrow-right",
            )}
          </div>`
        : nothing
    }`;
  }

  private row(entry: Entry, entries: readonly Entry[]) {
    const { failure } = entry;
    const { text, tone, icon } = badge(entry);
    const progress = progressOf(entry);
    const path = `${this.base}/overview/${encodeURIComponent(entry.id)}`;
    return html`<li>
      <div class="row first">
        <a
          class="grow"
          href=${path}
          @click=${(event: MouseEvent) => {
            follow(event, path);
          }}
          ><span class="cut">${titleOf(entry)}</span></a
        >
        <autoarr-chip tone=${tone} icon=${icon}>${text}</autoarr-chip>
      </div>
      ${
        progress !== null
          ? html`<autoarr-progress
              value=${progress}
              label=${titleOf(entry)}
            ></autoarr-progress>`
          : nothing
      }
      <p class="quiet break">${facts(entry)}</p>
      ${
        failure
          ? html`<p class="break">${story(failure)}</p>
              ${this.buttons(failure, entries)}`
          : nothing
      }
    </li>`;
  }

  private buttons(failure: FailureRow, entries: readonly Entry[]) {
    const { question } = failure;
    const offered =
      question?.actions ??
      failure.actions.map((action) => ({ action, text: deedLabel(action) }));
    const busy = this.deeds.busy(failure.id);
    const together = question ? askedTogether(entries, question.token) : 1;
    return html`${
        together > 1 ? html`<p class="quiet">${tn("overview.together", together)}</p>` : nothing
      }
      <div class="row" role="group" aria-label=${failure.title || failure.name}>
        ${offered.map(
          ({ action, text }) =>
            html`<autoarr-button
              icon=${DEED_ICONS[action] ?? "mdi:play-outline"}
              ?busy=${busy === action}
              ?disabled=${busy !== ""}
              @click=${() => {
                this.deeds.want({ failure, action, question: question ?? undefined });
              }}
              >${text}</autoarr-button
            >`,
        )}
      </div>`;
  }
}
