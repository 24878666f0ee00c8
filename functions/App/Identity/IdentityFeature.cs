using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Identity;

public static class IdentityFeature
{
    public static IHostApplicationBuilder AddIdentity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StaffOptions>().BindConfiguration("Directory")
            .Validate(options => options.Staff.All(member => member.Organisation is null or { IsValid: true }),
                "An Organisation of Directory:Staff is no valid credit code.")
            .Validate<IConfiguration>((staff, settings) => Roles(settings).All(role => Enum.TryParse<Role>(role, ignoreCase: true, out _)),
                $"Directory:Staff names a role that there is not. Roles are {string.Join(", ", Enum.GetNames<Role>())}.")
            .ValidateOnStart();
        builder.Services.AddSingleton<StaffDirectory>();
        builder.Services.AddOptions<CallbackOptions>().BindConfiguration("CallbackTokens").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<CallbackTokens>();
        builder.Services.AddFormTokens();
        builder.Services.AddSingleton<ForeignPage>();
        builder.Services.AddSingleton<Refusals>();
        return builder;
    }

    /// <summary>As they are written: binding leaves out a misspelt one without a word.</summary>
    private static IEnumerable<string?> Roles(IConfiguration settings) => settings.GetSection("Directory:Staff").GetChildren()
        .SelectMany(member => member.GetSection("Roles").GetChildren()).Select(role => role.Value);
}
