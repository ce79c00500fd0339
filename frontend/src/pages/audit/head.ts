/** The top of the audit: the score, when it looked, each service; the rules that could not be judged; what stands in. */
import { html, nothing } from "lit";
import { navigate } from "../../core/actions.js";
import { ago, t, tn } from "../../core/texts.js";
import type { Audit } from "../../core/wire.js";
import { verdict } from "./logic.js";
import "../../parts/button.js";
import "../../parts/notice.js";
import "../../parts/progress.js";
import "./score.js";

/** Draws the score, the button that audits, and a button for each service that filters by it. */
export function head(
  meta: Audit,
  busy: boolean,
  audit: () => void,
  filter: (instance: string) => void,
  filtered: string,
) {
  return html`<section class="card">
    <div class="head">
      <autoarr-score .score=${meta.score}></autoarr-score>
      <div class="grow">
        <h2>
          ${meta.score === null ? t("audit.score.none") : t("audit.score", { score: meta.score })}
        </h2>
        ${meta.at ? html`<p class="quiet">${t("audit.last", { ago: ago(meta.at) })}</p>` : nothing}
        <p class="quiet">${meta.schedule_text}</p>
        <div role="status">
          ${
            busy
              ? html`<p>${t("audit.running")}</p>
                  <autoarr-progress label=${t("audit.running")}></autoarr-progress>`
              : nothing
          }
        </div>
      </div>
      <autoarr-button
        kind="filled"
        icon="mdi:clipboard-search-outline"
        ?busy=${busy}
        @click=${audit}
        >${t("audit.now")}</autoarr-button
      >
    </div>
    <ul class="scores" aria-label=${t("audit.scores")}>
      ${meta.scores.map(
        (one) =>
          html`<li>
            <button
              type="button"
              class=${one.score === null ? "" : verdict(one.score)}
              aria-pressed=${String(filtered === one.instance)}
              @click=${() => {
                filter(one.instance);
              }}
            >
              <span class="break">${one.name}</span>
              <span class="quiet break"
                >${
                  one.unread !== null
                    ? t("audit.unread", { why: one.unread })
                    : one.score === null
                      ? t("audit.score.none")
                      : t("audit.score", { score: one.score })
                }</span
              >
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Draws the rules that could not be judged, folded, with why. */
export function skippedRules(skipped: Audit["skipped"]) {
  if (!skipped.length) return nothing;
  return html`<details class="card skipped">
    <summary>${tn("audit.skipped", skipped.length)}</summary>
    <ul>
      ${skipped.map(
        (one) =>
          html`<li class="break">
            ${one.title} <span class="quiet">(${one.instance}) – ${one.reason_text}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

/** Stands in for everything while no service is set up. */
export function noService() {
  return html`<autoarr-notice
    icon="mdi:server-plus-outline"
    heading=${t("audit.noservice.heading")}
  >
    ${t("audit.noservice.text")}
    <autoarr-button
      kind="filled"
      @click=${() => {
        navigate("/config/integrations/integration/autoarr");
      }}
      >${t("add_service")}</autoarr-button
    >
  </autoarr-notice>`;
}

/** Stands in for the findings before the first audit. */
export function neverAudited() {
  return html`<autoarr-notice
    icon="mdi:clipboard-search-outline"
    heading=${t("audit.never.heading")}
    >${t("audit.never.text")}</autoarr-notice
  >`;
}
