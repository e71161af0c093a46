using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valiqor.Analysis.Judging;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

internal static class JudgeServices
{
    /// <summary>Asks a model about items, within budgets, and keeps its answers.</summary>
    public static IServiceCollection AddJudge(this IServiceCollection services) => services
        .AddStorage<JudgeStorage>()
        .AddStorage<RunKeyStorage>()
        .AddRunKeys()
        .AddSingleton(JudgePrompts.LoadEmbedded())
        .AddSingleton(provider => Options.Create(provider.GetRequiredService<IOptions<JudgeOptions>>().Value.Model))
        .AddModelClient()
        .AddSingleton<TokenCounter>()
        .AddSingleton<KeptAnswers>()
        .AddSingleton<JudgeSpending>()
        .AddSingleton<JudgeMeans>()
        .AddSingleton<Judges>();
}
