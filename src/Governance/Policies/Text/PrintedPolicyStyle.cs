using System.Security.Cryptography;
using System.Text;

namespace Governance.Policies.Text;

/// <summary>How a printed policy looks: system serif, wide measure for reading, clause numbers hanging in the margin.</summary>
internal static class PrintedPolicyStyle
{
    /// <summary>The style sheet, whole between the tags of the style element.</summary>
    internal const string Css = """

        @page { size: auto; margin: 18mm 17mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #555 } }
        :root { color-scheme: light; --ink: #1b1b1b; --quiet: #595959; --line: #c9c9c9; --hang: 4.2rem }
        * { box-sizing: border-box }
        body { margin: 0; background: #fff; color: var(--ink); font: 11pt/1.5 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; overflow-wrap: break-word }
        .sheet { width: 100%; max-width: 48rem; margin: 0 auto; border-collapse: collapse; table-layout: fixed }
        .sheet > * > tr > td { padding: 0 1.2rem }
        .kind { margin: 2.4rem 0 0; color: var(--quiet); font: 600 .8rem/1.2 system-ui, sans-serif; letter-spacing: .08em; text-transform: uppercase }
        h1 { margin: .3rem 0 1.4rem; font-size: 2rem; font-weight: 600; line-height: 1.15; text-wrap: balance }
        h2, h3, h4, h5, h6 { margin: 1.6em 0 .5em; font-weight: 600; line-height: 1.25; break-after: avoid }
        h2 { font-size: 1.3rem } h3 { font-size: 1.1rem } h4, h5, h6 { font-size: 1rem }
        p, ul, ol, dl, pre, blockquote { margin: 0 0 .7em; orphans: 3; widows: 3 }
        li { margin-bottom: .25em }
        ol[type="a"] > li::marker { content: counter(list-item, lower-alpha) ") " }
        a { color: inherit; text-decoration-thickness: .06em; text-underline-offset: .15em }
        code, pre { font: .85em/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
        blockquote { padding-left: 1rem; border-left: 2px solid var(--line); color: var(--quiet) }
        article { margin-top: 1.8rem; padding-left: var(--hang) }
        article > [id^="clause-"] > span:first-child { float: left; min-width: var(--hang); margin-left: calc(-1 * var(--hang)); padding-right: .6rem; color: var(--quiet); font-variant-numeric: tabular-nums }
        article table, .facts { width: 100%; margin: 0 0 1.2em; border-collapse: collapse; font-size: .92em }
        article th, article td, .facts th, .facts td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
        .facts { margin-bottom: 2rem; border-top: 2px solid var(--ink); font-family: system-ui, sans-serif; font-size: .82rem; line-height: 1.4 }
        .facts caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
        .facts th { width: 9.5rem; color: var(--quiet); font-weight: 600 }
        .glossary dt { font-weight: 600 } .glossary dd { margin: 0 0 .4em var(--hang) }
        footer { margin-top: 1.6rem; padding: .5rem 0 1rem; border-top: 1px solid var(--line); color: var(--quiet); font: .68rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere }
        tr, pre, blockquote { break-inside: avoid }
        .sheet > * > tr { break-inside: auto }
        :target { background: #fff7d6 }
        @media print {
        body { font-size: 10.5pt } .sheet { max-width: none } .sheet > * > tr > td { padding: 0 } .kind { margin-top: 0 }
        footer { margin-top: 4mm; padding-bottom: 0; font-size: 7.5pt } a { text-decoration: none } :target { background: none }
        }
        @media (max-width: 40rem) { :root { --hang: 2.6rem } .facts th { width: 6.5rem } }

        """;

    /// <summary>The style sheet's source expression: <c>sha256-</c> and base64.</summary>
    internal static readonly string Hash = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
}
