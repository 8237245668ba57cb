/* On a narrow screen the filters start folded, so that the list comes first. */
"use strict";
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".facets details")?.removeAttribute("open");
