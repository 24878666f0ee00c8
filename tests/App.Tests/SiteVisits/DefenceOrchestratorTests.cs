using App.Tests.Reviews;
using FunctionsApp.SiteVisits;

namespace App.Tests.SiteVisits;

public sealed class DefenceOrchestratorTests() : WatchedStageTests(nameof(CheckVisitActivity), DefenceOrchestrator.RunAsync);
