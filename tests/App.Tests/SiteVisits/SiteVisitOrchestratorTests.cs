using App.Tests.Reviews;
using FunctionsApp.SiteVisits;

namespace App.Tests.SiteVisits;

public sealed class SiteVisitOrchestratorTests() : WatchedStageTests(nameof(CheckVisitActivity), SiteVisitOrchestrator.RunAsync);
