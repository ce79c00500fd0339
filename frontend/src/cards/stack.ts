/** The card that shows how everything is: the first broken link, each service, the score. */
import { css, html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { TopicController } from "../core/controller.js";
import { t, tc, tn } from "../core/texts.js";
import type { Audit, FindingRow, Overview, ServiceRow } from "../core/wire.js";
import { culprit } from "../pages/overview/chain-model.js";
import { KIND_ICONS, STATE_LOOK, helpButton, linkButton } from "../pages/overview/look.js";
import { CardBody } from "./body.js";
import "../parts/chip.js";

const WITHOUT_FAULT = new Set(["ok", "unknown", "not_set_up"]);

@customElement("autoarr-stack-body")
export class AutoarrStackBody extends CardBody {
  private readonly feed = new TopicController(this, "overview");
  private audit: TopicController | undefined;

  static override styles = [
    ...CardBody.styles,
    css`
      ul {
        gap: 6px;
      }
      li,
      .verdict {
        display: flex;
        align-items: center;
        gap: 10px;
      }
      .verdict p {
        font-weight: 500;
      }
      ha-icon {
        flex: none;
      }
    `,
  ];

  override render() {
    // Only administrators are told of the audit.
    if (this.isAdmin) this.audit ??= new TopicController(this, "audit");
    return this.frame(t("app_name"), this.feed, () => {
      const { meta, rows } = this.feed.topic<ServiceRow, Overview>("overview");
      const services = [...rows.values()];
      return html`${this.verdict(meta, services)}
      ${
        this.config.show_services === false
          ? nothing
          : html`<ul>
              ${services.map((row) => this.service(row))}
            </ul>`
      }
      ${this.links(meta)}`;
    });
  }

  private verdict(overview: Overview, services: readonly ServiceRow[]) {
    const { link, instance } = overview.chain;
    const broken = !WITHOUT_FAULT.has(link);
    const { icon, tone } = STATE_LOOK[link === "ok" ? "ok" : broken ? "down" : "unknown"];
    const problem = culprit(overview, services);
    const name = tc("overview.link", link);
    const words = broken
      ? t("overview.chain.broken", { link: name })
      : tc("overview.chain", link);
    return html`<div class="verdict">
        <ha-icon
          .icon=${icon}
          style="color:var(--${tone === "good" ? "success" : tone === "bad" ? "error" : "info"}-color)"
          aria-hidden="true"
        ></ha-icon>
        <p class="break" role="status">
          ${words}${broken && instance && instance !== name ? ` (${instance})` : ""}
        </p>
      </div>
      ${
        problem
          ? html`<p class="break">${problem.text}</p>
              ${problem.help ? html`<div>${helpButton(problem.help)}</div>` : nothing}`
          : nothing
      }`;
  }

  private service({ kind, name, state }: ServiceRow) {
    const { icon, tone } = STATE_LOOK[state];
    return html`<li>
      <ha-icon .icon=${KIND_ICONS[kind] ?? ""} aria-hidden="true"></ha-icon>
      <span class="grow break">${name}</span>
      <autoarr-chip tone=${tone} icon=${icon}>${tc("overview.state", state)}</autoarr-chip>
    </li>`;
  }

  private links({ counts }: Overview) {
    const score = this.audit?.topic<FindingRow, Partial<Audit>>("audit").meta.score ?? null;
    const { failures, findings } = counts;
    return html`<div class="row">
      ${
        failures
          ? linkButton(`${this.base}/overview`, tn("overview.failures", failures))
          : nothing
      }
      ${
        score === null
          ? findings
            ? linkButton(`${this.base}/audit`, tn("overview.findings", findings))
            : nothing
          : linkButton(`${this.base}/audit`, t("audit.score", { score }))
      }
      ${linkButton(`${this.base}/overview`, t("page.overview"))}
    </div>`;
  }
}
