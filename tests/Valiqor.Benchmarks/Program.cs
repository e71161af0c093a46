using System.CommandLine;
using Valiqor.Benchmarks.Quality;

var root = new RootCommand("Measures the analysis: how right it is, and how fast.") { QualityCommand.Create() };
return root.Parse(args).Invoke();
