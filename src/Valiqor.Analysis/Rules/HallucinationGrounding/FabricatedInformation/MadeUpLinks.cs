using System.Collections.Immutable;
using Valiqor.Text.Markdown;
using Valiqor.Text.Mentions;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Finds links that no source has, and links to reserved names that are given as a source.</summary>
internal sealed class MadeUpLinks : IFindAll<DetailSearch, MadeUpDetail>
{
    private const int MostLinks = 30;

    /// <summary>Pages that anyone can name without having been told, by the beginning of their address.</summary>
    private static readonly string[] CommonPages =
    [
        "google.com/search", "google.com/maps", "maps.google.com", "maps.apple.com", "wikipedia.org/wiki",
        "bing.com/search", "duckduckgo.com/", "goo.gl/maps",
    ];

    public ImmutableArray<string> Rules => ["placeholder_link", "link_not_in_sources"];

    public void Find(DetailSearch search, List<MadeUpDetail> found)
    {
        (string output, MarkdownCode code, KnownSources sources) = (search.Output, search.Code, search.Sources);
        foreach (LinkMention link in LinkMention.Read(output, MostLinks))
        {
            ReadOnlySpan<char> page = PageOf(link.TextIn(output));
            ReadOnlySpan<char> host = page[..(page.IndexOfAny('/', '?', '#') is var cut and >= 0 ? cut : page.Length)];
            if (code.Holds(link.Start) || sources.Have(page))
            {
                continue;
            }

            if (IsReserved(host))
            {
                if (CitedLink.IsCited(output, link.Start))
                {
                    found.Add(new(link.Start, link.End, "placeholder_link", "link",
                        "The host is reserved for examples (RFC 2606): no such page exists.", 0.9));
                }
            }
            else if (sources.AnswerRestsOnThem && host.Length < page.Length && !IsCommon(page, host)
                && !StandsInPart(page, sources))
            {
                // A path on a host that the sources name may be known; another path than theirs hardly is.
                bool known = sources.Have(host);
                found.Add(new(link.Start, link.End, "link_not_in_sources", "link",
                    known ? "The host is known, but not this page of it." : "No source has this link.",
                    known ? 0.7 : 0.8)
                {
                    Doubtful = known && !sources.Have($"{host}/"),
                });
            }
        }
    }

    /// <summary>With or without scheme, "www." and a closing slash it is the same page.</summary>
    private static ReadOnlySpan<char> PageOf(ReadOnlySpan<char> link)
    {
        ReadOnlySpan<char> page = link[(link.IndexOf("://") + 3)..].TrimEnd('/');
        return page.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? page[4..] : page;
    }

    /// <summary>The page without its fragment and query, which send the reader to the same place.</summary>
    private static bool StandsInPart(ReadOnlySpan<char> page, KnownSources sources)
    {
        int cut = page.IndexOfAny('?', '#');
        ReadOnlySpan<char> path = cut < 0 ? page : page[..cut].TrimEnd('/');
        return cut >= 0 && path.Contains('/') && sources.Have(path);
    }

    private static bool IsCommon(ReadOnlySpan<char> page, ReadOnlySpan<char> host)
    {
        foreach (string common in CommonPages)
        {
            if (page.StartsWith(common, StringComparison.OrdinalIgnoreCase)
                || (host.EndsWith(".wikipedia.org", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return host.StartsWith("localhost") || host.StartsWith("127.0.0.1") || host.ContainsAny("[<$");
    }

    /// <summary>RFC 2606 and 6761.</summary>
    private static bool IsReserved(ReadOnlySpan<char> host) =>
        EndsWith(host, "example.com") || EndsWith(host, "example.org") || EndsWith(host, "example.net")
        || host.EndsWith(".example") || host.EndsWith(".invalid");

    private static bool EndsWith(ReadOnlySpan<char> host, string name) =>
        host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        && (host.Length == name.Length || host[^(name.Length + 1)] == '.');
}
