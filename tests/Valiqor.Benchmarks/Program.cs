using System.CommandLine;
using Valiqor.Benchmarks.Generation;
using Valiqor.Benchmarks.Judging;
using Valiqor.Benchmarks.Quality;
using Valiqor.Benchmarks.Runs;
using Valiqor.Benchmarks.Speed;

var root = new RootCommand("Measures the analysis: how right it is, and how fast.")
{
    QualityCommand.Create(), VerdictsCommand.Create(), GenerateCommand.Create(), EngineCommand.Create(),
    SlicesCommand.Create(), InsightsCommand.Create(), RunsCommand.Create(), CallsCommand.Create(), HugeCommand.Create(),
    JudgeCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
