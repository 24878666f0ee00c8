using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels.Plans;

/// <summary>The plans, a partition for each: the own row, and rows <c>batch|…</c> with some sixty panels each.</summary>
/// <remarks>A commit has at most 100 rows: 5,000 panels are 84 of them.</remarks>
public static class PanelPlanAggregate
{
    private const int BatchSize = 60;

    private static readonly Part<PlanHead> Head = Part.Own<PlanHead>();

    private static readonly Part<IReadOnlyList<PanelBatch>> Batches = Part.Many<PanelBatch>("batch", batch => $"{batch.Number:D2}");

    public static readonly Aggregate<PanelPlan> Kind = new(Topology.PanelsTable, new Part<PanelPlan>
    {
        Kinds = Batches.Kinds,
        Read = rows => Of(Head.Read(rows), Batches.Read(rows)),
        Write = plan =>
        [
            .. Head.Write(new PlanHead(plan.Id, plan.State, plan.Edition, plan.ProposedAt, plan.DeployedAt)),
            .. Batches.Write(
                [.. plan.Panels.Chunk(BatchSize).Select((panels, number) => new PanelBatch(number, plan.Edition, panels))]),
        ],
    });

    private static PanelPlan Of(PlanHead head, IReadOnlyList<PanelBatch> batches) => new(
        head.Id, head.State, head.Edition, head.ProposedAt, head.DeployedAt,
        [
            .. batches.Where(batch => batch.Edition == head.Edition).OrderBy(batch => batch.Number).SelectMany(batch => batch.Panels),
        ]);

    private sealed record PlanHead(string Id, PlanState State, int Edition, DateTimeOffset ProposedAt, DateTimeOffset? DeployedAt);

    /// <param name="Edition">Of the plan: those of an earlier one that was longer stay, and do not count.</param>
    private sealed record PanelBatch(int Number, int Edition, IReadOnlyList<PlannedPanel> Panels);
}
