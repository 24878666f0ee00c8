using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Programmes;

/// <summary>The stages that the app does not hold, in words.</summary>
public static class OutsideTexts
{
    public static readonly LocalizedText PassedOver = new(
        "标注“不在本系统办理”的阶段由主管部门另行组织；本系统的审核到作出决定为止。",
        "Stages that are not held here are taken by the department itself; the review on this site ends with its decision.");

    public static readonly LocalizedText Institutions = new("申请将转介给以下机构，由其自行决定：",
        "The application is passed on to these institutions, which decide by themselves:");

    /// <summary>That it is not held here, and what is known of it.</summary>
    public static LocalizedText Of(StageDefinition stage)
    {
        var (about, outside) = (About(stage), ProgrammeTexts.Outside);
        return about is null ? outside : new($"{outside.Chinese}；{about.Chinese}", $"{outside.English}; {about.English}");
    }

    private static LocalizedText? About(StageDefinition stage) => stage switch
    {
        AppointmentDefinition visit => Days(visit.WorkingDays),
        SelectionDefinition { Places: { } places } => new($"择优{places}项", $"the best {places}"),
        GrantDefinition { Mode: GrantMode.Instalments } => new("分阶段资助", "paid in instalments"),
        GrantDefinition => new("事后奖补", "paid after acceptance"),
        RecognitionDefinition recognition => new($"有效期{recognition.Years}年", $"valid for {recognition.Years} years"),
        _ => null,
    };

    private static LocalizedText Days(int days) => new($"{days}个工作日", $"{days} working days");
}
