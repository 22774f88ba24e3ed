import { terraformFrom } from "../sources/terraform-modules.js";
import { parseTerraform } from "../terraform/read.js";

/** What reads Terraform's language. The build makes it a file of its own, that is loaded when something is Terraform's. */
export const terraform = { parse: parseTerraform, piecesOf: terraformFrom };
