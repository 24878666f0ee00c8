using App.Tests.Reviews;
using FunctionsApp.Panels;

namespace App.Tests.Panels;

public sealed class PanelOrchestratorTests() : WatchedStageTests(nameof(CheckPanelActivity), PanelOrchestrator.RunAsync);
