using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Mail;

public static class MailFeature
{
    public static IHostApplicationBuilder AddMail(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LetterSender>();
        services.AddSingleton<SentDayStore>();
        services.AddSingleton<RememberedDays>();
        services.AddSingleton<DeleteSent>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<LetterSeals>();
        services.AddSingleton<BounceStore>();
        services.AddSingleton<BounceMetrics>();
        services.AddSingleton<ReceiveBounce>();
        services.AddSingleton<Postman>();
        services.AddSingleton<BatchStore>();
        services.AddSingleton<DeliverBatch>();
        services.AddSingleton<SmtpMailSender>();
        services.AddSingleton<PickupFolderMailSender>();
        services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Mode == MailMode.Pickup
            ? provider.GetRequiredService<PickupFolderMailSender>()
            : provider.GetRequiredService<SmtpMailSender>());
        return builder;
    }
}
