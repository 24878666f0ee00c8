using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using static FunctionsApp.Platform.Http.CallbackPage;

namespace FunctionsApp.Approvals;

/// <summary>What was decided in closed stages, for those who decide after: by round and stage, with opinions and returns.</summary>
internal static class DecisionHistory
{
    /// <summary>Empty while no stage of people is closed.</summary>
    public static string Of(ReviewState state, DecisionContext context, Language language)
    {
        var stages = context.Definition.Stages.Select(stage => stage.Name).ToList();
        var closed = state.Runs.Where(run => run.State == StageRunState.Closed).OrderBy(run => run.Round)
            .ThenBy(run => stages.IndexOf(run.Stage));
        var parts = string.Concat(closed.Select(run => Part(state, run, context, language)));
        return parts.Length == 0 ? "" : $"<h2>{new LocalizedText("此前的评审", "Earlier in this review").In(language)}</h2>{parts}";
    }

    private static string Part(ReviewState state, StageRun run, DecisionContext context, Language language)
    {
        string Text(string chinese, string english) => new LocalizedText(chinese, english).In(language);

        var title = context.Definition.Stage(run.Stage).Title;
        var round = run.Round == 0 ? new LocalizedText("", "")
            : new($"（第 {run.Round} 次补正后）", $" (after correction {run.Round})");
        var outcome = run.Outcome is { } known ? ReviewTexts.Name(known) : new("", "");
        var decisions = string.Concat(state.DecisionsOf(run.Stage, run.Round).Select(decision => Line(decision, context, language)));
        // The machine returns without a decision of anyone.
        var items = state.DecisionsOf(run.Stage, run.Round).Count > 0 ? "" : Items(run.Items ?? [], context, language);
        return $"""
            <section><h2>{Encode(Text($"{title.Chinese}{round.Chinese}：{outcome.Chinese}", $"{title.English}{round.English}: {outcome.English}"))}</h2>
            {decisions}{items}</section>
            """;
    }

    private static string Line(Decision decision, DecisionContext context, Language language)
    {
        var colon = language.Colon();
        var comment = decision.Comment is { } text ? $"<blockquote>{Encode(text)}</blockquote>" : "";
        var who = $"{context.NameOf(decision.Person)}{colon}{ReviewTexts.Name(decision.Kind).In(language)}";
        return $"<p>{Encode(who)}</p>{comment}{Items(decision.Items, context, language)}";
    }

    private static string Items(IReadOnlyList<ReturnItem> items, DecisionContext context, Language language)
    {
        string? Name(ReturnItem item) => context.Definition.NameOf(item)?.In(language) ?? item.Document ?? item.Field;

        var list = string.Concat(items.Select(item =>
            $"<li>{Encode(Name(item))}<blockquote>{Encode(item.Reason)}</blockquote></li>"));
        return list.Length == 0 ? "" : $"<ul>{list}</ul>";
    }
}
