using App.Tests.Reviews;
using FunctionsApp.Referrals;

namespace App.Tests.Referrals;

public sealed class ReferralOrchestratorTests() : WatchedStageTests(nameof(CheckReferralActivity), ReferralOrchestrator.RunAsync);
