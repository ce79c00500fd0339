/** The audit for administrators: scores, findings with filters, changes and what differs. */
import { html, nothing, type PropertyValues } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { act, attempt } from "../../core/actions.js";
import { TopicController } from "../../core/controller.js";
import { PAGES } from "../../pages.js";
import { Page } from "../../core/page.js";
import { shared } from "../../core/styles.js";
import { ago, t, tn } from "../../core/texts.js";
import type { Audit, ChangeRow, DriftRow, FindingRow } from "../../core/wire.js";
import * as look from "./logic.js";
import type { Wish } from "./finding.js";
import { toolbar } from "./toolbar.js";
import { head, neverAudited, noService, skippedRules } from "./head.js";
import { deskStyles } from "./styles.js";
import "../../parts/button.js";
import "../../parts/notice.js";
import "./change.js";
import "./finding.js";
import "./history.js";
import "./ignore.js";
import "./words.js";

@customElement("autoarr-audit-desk")
export class AutoarrAuditDesk extends Page {
  private readonly feed = new TopicController(this, ...PAGES.audit.topics);
  @state() private filters = look.OPEN;
  @state() private picked: ReadonlySet<string> = new Set();
  @state() private auditing = false;
  @state() private busy = "";
  @state() private mending: readonly FindingRow[] = [];
  @state() private ignoring: FindingRow | null = null;
  @state() private explaining: readonly string[] | null = null;
  private led = "";

  static override styles = [shared, deskStyles];

  private get meta(): Audit {
    return this.feed.topic<FindingRow, Audit>("audit").meta;
  }

  private get rows(): ReadonlyMap<string, FindingRow> {
    return this.feed.topic<FindingRow>("audit").rows;
  }

  /** The finding that the address names is shown whatever the filters say. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("detail")) this.led = "";
    const target = this.detail === this.led ? undefined : this.rows.get(this.detail);
    if (target && !look.fits(target, this.filters)) this.filters = look.EVERYTHING;
  }

  override updated(): void {
    if (!this.detail || this.led === this.detail || !this.rows.has(this.detail)) return;
    this.led = this.detail;
    const all = this.renderRoot.querySelectorAll("autoarr-finding");
    const target = [...all].find((one) => one.finding?.id === this.detail);
    void target?.updateComplete.then(() => {
      target.scrollIntoView({ block: "center" });
      target.renderRoot.querySelector("summary")?.focus({ preventScroll: true });
    });
  }

  private async audit(): Promise<void> {
    const { hass } = this;
    if (!hass || this.auditing) return;
    this.auditing = true;
    await attempt(this, () => act(hass, "audit"), t("audit.done"));
    this.auditing = false;
  }

  private wished(finding: FindingRow, wish: Wish): void {
    if (wish === "mend") this.mending = [finding];
    else if (wish === "ignore") this.ignoring = finding;
    else if (wish === "explain") this.explaining = [finding.id];
    else void this.unignore(finding);
  }

  private async unignore({ id }: FindingRow): Promise<void> {
    const { hass } = this;
    if (!hass || this.busy) return;
    this.busy = id;
    const data = { finding_key: id, stop_ignoring: true };
    await attempt(this, () => act(hass, "ignore_finding", data), t("audit.unignored"));
    this.busy = "";
  }

  private pick(keys: readonly string[], picked: boolean): void {
    const next = new Set(this.picked);
    for (const key of keys) {
      if (picked) next.add(key);
      else next.delete(key);
    }
    this.picked = next;
  }

  override render() {
    const standIn = this.standIn(this.feed);
    if (standIn !== nothing) return standIn;
    const { meta, rows } = this;
    if (!meta.scores.length) {
      return noService();
    }
    const changes = [...this.feed.topic<ChangeRow>("changes").rows.values()];
    const drift = [...this.feed.topic<DriftRow>("drift").rows.values()];
    const newest = (one: { at: string }, other: { at: string }) =>
      Date.parse(other.at) - Date.parse(one.at);
    return html`<div class="stack">
        ${head(
          meta,
          this.auditing || meta.running,
          () => void this.audit(),
          (instance) => {
            const service = this.filters.service === instance ? "" : instance;
            this.filters = { ...this.filters, service };
          },
          this.filters.service,
        )}
        ${this.gone()} ${meta.at === null ? neverAudited() : this.findings([...rows.values()])}
        ${skippedRules(meta.skipped)}
        <autoarr-audit-history
          .hass=${this.hass}
          .changes=${changes.sort(newest)}
          .drift=${drift.sort(newest)}
        ></autoarr-audit-history>
      </div>
      ${this.dialogs()}`;
  }

  private gone() {
    return this.detail && !this.rows.has(this.detail)
      ? html`<autoarr-notice kind="info" heading=${t("audit.gone.heading")}
          >${t("audit.gone.text")}</autoarr-notice
        >`
      : nothing;
  }

  private findings(all: readonly FindingRow[]) {
    const shown = all.filter((finding) => look.fits(finding, this.filters));
    const open = all.some((finding) => !finding.ignored);
    return html`<section class="card">
      <h2>${t("audit.findings")}</h2>
      ${
        open
          ? nothing
          : html`<autoarr-notice
              icon="mdi:check-decagram-outline"
              heading=${t("audit.clean.heading")}
              >${t("audit.clean.text", { ago: ago(this.meta.at ?? "") })}</autoarr-notice
            >`
      }
      ${
        all.length
          ? toolbar(this.filters, this.meta.scores, (filters) => {
              this.filters = filters;
            })
          : nothing
      }
      ${all.length ? this.counted(shown) : nothing}
      ${look.grouped(shown).map((group) => this.group(group))} ${this.modelHint()} ${this.bar()}
    </section>`;
  }

  private modelHint() {
    return this.meta.can_explain
      ? nothing
      : html`<p class="quiet hint">
          ${t("audit.explain.none")}
          <a href=${`${this.base}/settings`}>${t("audit.explain.setup")}</a>
        </p>`;
  }

  private counted(shown: readonly FindingRow[]) {
    const mendable = shown.filter(look.mendable).map((finding) => finding.id);
    const every = mendable.length > 0 && mendable.every((key) => this.picked.has(key));
    return html`<div class="row">
      <p class="wide quiet" role="status">${tn("audit.shown", shown.length)}</p>
      ${
        shown.length
          ? nothing
          : html`<autoarr-button
              @click=${() => {
                this.filters = look.EVERYTHING;
              }}
              >${t("show_all")}</autoarr-button
            >`
      }
      ${
        mendable.length > 1
          ? html`<label class="all">
              <input
                type="checkbox"
                .checked=${every}
                @change=${() => {
                  this.pick(mendable, !every);
                }}
              />
              ${t("audit.select.all")}
            </label>`
          : nothing
      }
    </div>`;
  }

  private group({ name, bands }: look.Group) {
    return html`<section>
      <h3 class="break">${name}</h3>
      ${bands.map(
        ({ severity, findings }) =>
          html`<h4>${t(`audit.band.${severity}`, { count: findings.length })}</h4>
            <ul>
              ${repeat(
                findings,
                (finding) => finding.id,
                (finding) => html`<li>${this.finding(finding)}</li>`,
              )}
            </ul>`,
      )}
    </section>`;
  }

  private finding(finding: FindingRow) {
    return html`<autoarr-finding
      .finding=${finding}
      .picked=${this.picked.has(finding.id)}
      .open=${finding.id === this.detail}
      .explainable=${this.meta.can_explain}
      .busy=${this.busy === finding.id}
      @pick=${(event: CustomEvent<boolean>) => {
        this.pick([finding.id], event.detail);
      }}
      @wish=${(event: CustomEvent<Wish>) => {
        this.wished(finding, event.detail);
      }}
    ></autoarr-finding>`;
  }

  /** What can be done with those that are selected, always in view. */
  private bar() {
    const keys = look.chosen(this.picked, this.rows);
    if (!keys.length) return nothing;
    return html`<div
      class="row bar"
      role="group"
      aria-label=${tn("audit.selected", keys.length)}
    >
      <span class="wide" role="status">${tn("audit.selected", keys.length)}</span>
      <autoarr-button
        @click=${() => {
          this.picked = new Set();
        }}
        >${t("audit.clear")}</autoarr-button
      >
      ${
        this.meta.can_explain
          ? html`<autoarr-button
              icon="mdi:creation-outline"
              @click=${() => {
                this.explaining = keys.slice(0, look.MOST_EXPLAINED);
              }}
              >${t("audit.explain")}</autoarr-button
            >`
          : nothing
      }
      <autoarr-button
        kind="filled"
        icon="mdi:file-compare"
        @click=${() => {
          const some = keys.slice(0, look.MOST_CHANGED);
          this.mending = some.flatMap((key) => this.rows.get(key) ?? []);
        }}
        >${t("audit.preview")}</autoarr-button
      >
    </div>`;
  }

  private dialogs() {
    return html`<autoarr-change-dialog
        .hass=${this.hass}
        .findings=${this.mending}
        @closed=${() => {
          this.mending = [];
        }}
        @applied=${() => {
          this.picked = new Set();
        }}
      ></autoarr-change-dialog>
      <autoarr-ignore-dialog
        .hass=${this.hass}
        .finding=${this.ignoring}
        @closed=${() => {
          this.ignoring = null;
        }}
      ></autoarr-ignore-dialog>
      <autoarr-words-dialog
        .hass=${this.hass}
        .keys=${this.explaining}
        @closed=${() => {
          this.explaining = null;
        }}
      ></autoarr-words-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "autoarr-audit-desk": AutoarrAuditDesk;
  }
}
