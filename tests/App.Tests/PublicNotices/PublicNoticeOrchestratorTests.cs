using App.Tests.Reviews;
using FunctionsApp.PublicNotices;

namespace App.Tests.PublicNotices;

public sealed class PublicNoticeOrchestratorTests() : WatchedStageTests(nameof(CheckNoticeActivity), PublicNoticeOrchestrator.RunAsync);
