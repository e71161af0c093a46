using Microsoft.Extensions.DependencyInjection;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Service.Door;

namespace Valiqor.Service.Taxonomy;

internal static class TaxonomyServices
{
    /// <summary>Shows the vocabulary of failure.</summary>
    public static IServiceCollection AddTaxonomy(this IServiceCollection services) => services
        .AddSingleton(FailureTaxonomy.LoadEmbedded())
        .AddSingleton<IOperationGroup, TaxonomyApi>();
}
