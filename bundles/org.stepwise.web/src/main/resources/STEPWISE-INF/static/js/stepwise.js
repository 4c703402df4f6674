/* Stepwise in the browser. Pages work without it; it is delegated through data-sw attributes (docs/design/components.md).
   A module's own script may import {on, enhance, toast} from "./core.js" or use the one global, window.stepwise. */
import { on, enhance, scan, toast, fragment, send } from "./core.js";
import "./live.js";
import "./shell.js";
import "./keys.js";
import "./palette.js";
import "./list.js";
import "./picker.js";
import "./tree.js";
import "./form.js";

window.stepwise = Object.freeze({ on, enhance, scan, toast, fragment, send });
scan(document);
