using System.Text.Json.Nodes;

namespace FunctionsApp.Portal;

/// <summary>The groups of operations: the first word of a function's name.</summary>
public static class OpenApiTags
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["Alerts"] = "Industry alerts by sector.",
        ["Appeals"] = "Appeals against the rejection of an application.",
        ["Appointments"] = "Site visits and defences: when, where, with whom.",
        ["Applications"] = "Applications from draft to decision.",
        ["Assignments"] = "What people are asked, and their answers.",
        ["Bounces"] = "Letters that came back, as the mail gateway reports them.",
        ["Copies"] = "What was sent to officers for information.",
        ["DeadLetters"] = "Messages that failed at every delivery, and sending them again.",
        ["Definitions"] = "What a programme's definition file may hold.",
        ["Districts"] = "Codes and names of the city's districts and zones.",
        ["Deliveries"] = "Deliveries of webhooks that were given up, for operators.",
        ["Documents"] = "Files of an application.",
        ["Promises"] = "Required documents that follow the submission, promised by a day.",
        ["Uploads"] = "Large files of an application, sent block by block straight to storage.",
        ["Duplicates"] = "What an application has in common with others.",
        ["Forms"] = "The form of an application.",
        ["Guides"] = "Guides of the programmes.",
        ["Health"] = "Whether the app can work.",
        ["Indicators"] = "What organisations report.",
        ["Notices"] = "Proposed results on public notice.",
        ["OpenApi"] = "This description.",
        ["Operations"] = "What operators read.",
        ["Organisations"] = "The register of organisations.",
        ["Retention"] = "How long applications are kept, what is erased, and legal holds.",
        ["Oversight"] = "Reviews under way by their promised times.",
        ["PanelPlans"] = "The panels of a call, assigned together.",
        ["Panels"] = "Panels of experts: what closed ones gave, and who may not sit in one.",
        ["People"] = "The register of officers and experts.",
        ["Photos"] = "Photos of appointments, kept with the reports.",
        ["Problems"] = "Kinds of problems, with cause and remedy.",
        ["Programmes"] = "What one can apply for.",
        ["Records"] = "The log of records: signed roots, hashes, proofs.",
        ["Referrals"] = "Institutions to which an application is referred, and their answers.",
        ["Releases"] = "When which statistics are released.",
        ["Reports"] = "Statistical reports of organisations.",
        ["Results"] = "How decided applications ended, as files.",
        ["Rules"] = "Rules by which figures become warnings.",
        ["Sectors"] = "Codes and names of the sectors.",
        ["Selections"] = "Rankings of calls against their budgets.",
        ["Signals"] = "Reports that something threatens a sector.",
        ["Statistics"] = "What organisations reported, by sector and district.",
        ["Subscriptions"] = "Letters about warnings and alerts, by mail address.",
        ["WarningTasks"] = "What organisations are asked to do about a warning.",
        ["Webhooks"] = "Warnings and alerts for other systems, signed.",
        ["Warnings"] = "Verified early warnings.",
        ["WhitePapers"] = "Papers of quarters and years, approved by an editor.",
    };

    public static JsonNode Of(string tag) =>
        new JsonObject { ["name"] = tag, ["description"] = Known.GetValueOrDefault(tag, $"Operations of {tag}.") };

    /// <summary>Whether the group has words of its own.</summary>
    public static bool Has(string tag) => Known.ContainsKey(tag);
}
