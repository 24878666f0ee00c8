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
            .ValidateOnStart();
        builder.Services.AddSingleton<StaffDirectory>();
        builder.Services.AddOptions<CallbackOptions>().BindConfiguration("CallbackTokens").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<CallbackTokens>();
        return builder;
    }
}
