using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// What this process found out about the models it asks. While nothing is known of one, its questions go one by one, so
/// that a refusal is met once and not by all of them.
/// </summary>
internal sealed class DialectBook(IOptions<ModelOptions> options, TimeProvider clock, ILogger<DialectBook> logger)
{
    /// <summary>The models that callers may bring do not fill the memory: with more, the book begins anew.</summary>
    private const int MostPages = 1_000;

    private readonly ConcurrentDictionary<(Uri Address, string Model), DialectPage> _pages = new();

    internal Negotiation Open(ModelEndpoint endpoint)
    {
        if (_pages.Count > MostPages)
        {
            _pages.Clear();
        }

        DialectPage page = _pages.GetOrAdd(
            (endpoint.Address, endpoint.Model), _ => new DialectPage(Dialect.Of(options.Value), clock));
        return new Negotiation(page, options.Value.AnswerFormat == AnswerFormatNames.Auto, logger);
    }
}
