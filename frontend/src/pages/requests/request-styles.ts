/** How a request looks. */
import { css } from "lit";

export const requestStyles = css`
  :host {
    display: block;
  }
  article {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  :host([linked]) article {
    border-color: var(--primary-color);
  }
  .head {
    display: flex;
    gap: 12px;
    --poster-width: 56px;
  }
  .head p {
    margin-block: 2px 6px;
  }
  autoarr-chip {
    max-width: 100%;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .progress autoarr-progress {
    flex: 1;
  }
  summary {
    min-height: 40px;
    display: list-item;
    align-content: center;
    cursor: pointer;
  }
  li {
    --tone: var(--secondary-text-color);
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
    padding-block-end: 10px;
    padding-inline-start: 30px;
  }
  li:last-child {
    padding-block-end: 0;
    font-weight: 500;
  }
  li::before {
    content: "";
    position: absolute;
    inset-block: 22px 0;
    inset-inline-start: 9px;
    border-inline-start: 2px solid var(--divider-color);
  }
  li:last-child::before {
    display: none;
  }
  li ha-icon {
    --mdc-icon-size: 20px;
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    color: var(--tone);
  }
  time {
    margin-inline-start: auto;
    font-weight: 400;
    font-size: 0.9rem;
  }
  label {
    display: grid;
    gap: 6px;
  }
`;
