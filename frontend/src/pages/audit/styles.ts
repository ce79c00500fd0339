/** How the audit looks. */
import { css } from "lit";

export const deskStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 16px;
  }
  .head > .grow {
    flex-basis: 200px;
    display: grid;
    gap: 4px;
  }
  .scores {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(200px, 100%), 1fr));
    gap: 8px;
    margin-block-start: 16px;
  }
  .scores button {
    width: 100%;
    min-height: 48px;
    height: 100%;
    padding: 8px 12px;
    text-align: start;
    background: transparent;
    border: 1px solid var(--divider-color);
    border-inline-start: 4px solid var(--divider-color);
    border-radius: 8px;
    cursor: pointer;
  }
  .scores button[aria-pressed="true"] {
    background: var(--secondary-background-color);
    border-color: var(--primary-color);
  }
  .scores button.good {
    border-inline-start-color: var(--success-color);
  }
  .scores button.warning {
    border-inline-start-color: var(--warning-color);
  }
  .scores button.bad {
    border-inline-start-color: var(--error-color);
  }
  .skipped summary {
    min-height: 40px;
    padding-block: 10px;
    cursor: pointer;
  }
  .skipped li {
    padding-block: 6px;
  }
  .filters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: 12px;
  }
  .scores span {
    display: block;
  }
  .wide {
    flex: 1 1 160px;
  }
  .filters {
    margin-block: 12px 8px;
  }
  .filters label {
    display: grid;
    gap: 2px;
    min-width: 0;
  }
  .filters select {
    width: 100%;
  }
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 1;
    background: var(--ha-card-background, var(--card-background-color));
    border-block-start: 1px solid var(--divider-color);
    margin-inline: -16px;
    padding: 8px 16px;
  }
  section > h3 {
    margin-block-start: 16px;
  }
  h4 {
    margin: 8px 0 0;
    font-weight: 400;
    color: var(--secondary-text-color);
  }
  .all {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding-inline-start: 10px;
  }
  .all input {
    width: 20px;
    height: 20px;
    flex: none;
    accent-color: var(--primary-color);
  }
  .hint {
    margin-block-start: 16px;
  }
  ul:not(.scores) > li + li {
    border-block-start: 1px solid var(--divider-color);
  }
`;
