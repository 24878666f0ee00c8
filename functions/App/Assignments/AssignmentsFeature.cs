using FunctionsApp.Assignments.Copying;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Assignments;

public static class AssignmentsFeature
{
    public static IHostApplicationBuilder AddAssignments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AssignmentOptions>().BindConfiguration("Assignments").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AssignmentLetters>();
        builder.Services.AddSingleton<CopyLetters>();
        builder.Services.AddSingleton<AskingTools>();
        builder.Services.AddSingleton<Questions>();
        builder.Services.AddSingleton<QuestionPages>();
        builder.Services.AddSingleton<PassLeavers>();
        foreach (var question in Questions.Kinds) builder.Services.AddSingleton(typeof(Question), question);
        return builder.AddMenu(new MenuEntry(15, "/inbox", InboxTexts.Inbox, MenuAudience.Staff, typeof(InboxCount)));
    }
}
