using FunctionsApp.Pages;
using FunctionsApp.People.Sheets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.People;

public static class PeopleFeature
{
    public static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PeopleRegister>();
        builder.Services.AddSingleton<PeopleDesk>();
        builder.Services.AddOptions<PeopleOptions>().BindConfiguration("People").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ImportPeople>();
        return builder.AddMenu(new MenuEntry(75, "/people", PeopleTexts.People, MenuAudience.Administrators));
    }
}
