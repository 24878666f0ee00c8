using App.Tests.Reviews;
using FunctionsApp.Selections;

namespace App.Tests.Selections;

public sealed class SelectionStageOrchestratorTests()
    : WatchedStageTests(nameof(CheckSelectionActivity), SelectionStageOrchestrator.RunAsync);
