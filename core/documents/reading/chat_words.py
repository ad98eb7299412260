"""What WhatsApp itself writes into an export, in the languages that its users have."""

import re

MERIDIEM = {
    "am": "am", "pm": "pm", "오전": "am", "오후": "pm", "上午": "am", "下午": "pm", "凌晨": "am", "中午": "pm", "晚上": "pm",
    "午前": "am", "午後": "pm", "ص": "am", "م": "pm", "π.μ.": "am", "μ.μ.": "pm", "πμ": "am", "μμ": "pm", "sa": "am",
    "ch": "pm", "pd": "am", "md": "pm", "öö": "am", "ös": "pm", "ق.ظ.": "am", "ب.ظ.": "pm", "de.": "am", "du.": "pm",
    "पूर्वाह्न": "am", "अपराह्न": "pm", "রাত": "pm", "asubuhi": "am", "mchana": "pm", "jioni": "pm", "usiku": "pm",
    "fm": "am", "em": "pm", "f.m.": "am", "e.m.": "pm", "vm.": "am", "nm.": "pm", "dop.": "am", "odp.": "pm",
    "ptg": "pm", "pg": "am",
}  # fmt: skip
"""Words for the half of the day, lower case, to ``am`` or ``pm``."""

MEDIA = re.compile(
    r"(?i)^(?:"
    r"<(?:media omitted|medien ausgeschlossen|médias? omis|media omessi|arquivo de mídia oculto|mídia oculta|media weggelaten|"
    r"multimedia omitido|archivo omitido|без медиафайлов|medya dahil edilmedi|media disertakan tidak|media tidak disertakan|"
    r"attached: [^>]*|adjunto: [^>]*|anhang: [^>]*|pièce jointe ?: [^>]*|allegato: [^>]*|anexado: [^>]*|bijgevoegd: [^>]*)>|"
    r"(?:image|video|audio|gif|sticker|document|contact card|video note|view once message|photo|voice message) omitted|"
    r"(?:bild|video|audio|gif|sticker|dokument|kontaktkarte) weggelassen|"
    r"(?:imagen|video|audio|gif|sticker|documento|tarjeta de contacto) omitid[oa]|"
    r"(?:image|vidéo|audio|gif|sticker|document|fiche contact) (?:absente?|omise?)|"
    r"(?:immagine|video|audio|gif|sticker|documento) omess[oa]|"
    r"(?:imagem|vídeo|áudio|gif|figurinha|documento) (?:ocult[oa]|omitid[oa])|"
    r"(?:afbeelding|video|audio|gif|sticker|document) weggelaten|"
    r"[^\n<>]{1,200} [•·] (?:‎)?\d+ (?:page|pages|seite|seiten|páginas?) ?(?:‎)?document omitted|"
    r"[^\n<>]{1,200}\.\w{2,5} \((?:file attached|datei angehängt|archivo adjunto|fichier joint|file allegato|arquivo anexado|"
    r"bestand bijgevoegd)\)|"
    r"null)$"
)
"""The whole of a line that stands for a picture, recording or document."""

DELETED = re.compile(
    r"(?i)^(?:this message was deleted(?: by admin .*)?|you deleted this message(?: as admin)?|diese nachricht wurde gelöscht|"
    r"du hast diese nachricht gelöscht|se eliminó este mensaje|eliminaste este mensaje|ce message a été supprimé|"
    r"vous avez supprimé ce message|questo messaggio è stato eliminato|hai eliminato questo messaggio|"
    r"(?:esta )?mensagem apagada|essa mensagem foi apagada|você apagou esta mensagem|dit bericht (?:is|werd) verwijderd|"
    r"u hebt dit bericht verwijderd|ujumbe huu ulifutwa|waiting for this message.*|"
    r"(?:missed|silenced) (?:group )?(?:voice|video) call.*|(?:voice|video) call[.,].{0,60}|verpasster (?:sprach|video)anruf.*|"
    r"llamada perdida.*|appel (?:vocal|vidéo) manqué.*)\.?$"
)
"""The whole of a message that was taken back, or of a call."""

EDITED = re.compile(
    r"[ \n]*\u200e?<(?:This message was edited|Diese Nachricht wurde bearbeitet|Se editó este mensaje|Ce message a été modifié|"
    r"Questo messaggio è stato modificato|Mensagem editada|Esta mensagem foi editada|Dit bericht is bewerkt)\.?>\s*$"
)
"""The mark at the end of a message that was changed."""

NOTICE = re.compile(
    r"(?i)(?: changed the (?:subject|group name|group description)| changed this group['’]s| created (?:this )?group|"
    r" added | removed |['’]s security code changed|security code with | joined using | changed their phone number| changed to |"
    r" pinned a message| turned (?:on|off) | is now an admin| hat (?:den betreff|die gruppe|das gruppenbild)|"
    r" cambió (?:el asunto|el nombre)| a (?:changé|modifié) | ha cambiato | mudou | wijzigde |"
    r"end-to-end encrypted|ende-zu-ende|extremo a extremo|bout en bout|crittografat|ponta a ponta|end-to-end versleuteld)"
)
"""Found in the words before the first colon, or in a line without a name: WhatsApp speaks, not a person."""

GROUP_NAMED = re.compile(
    r"(?i)(?:created group|changed the (?:subject|group name)(?: from [\"“”].*?[\"“”])? to|hat die gruppe|creó el grupo|"
    r"a créé le groupe|ha creato il gruppo|criou o grupo|heeft groep) ?[\"“”„«](?P<name>.+?)[\"“”»](?:$| erstellt| aangemaakt)"
)
"""A notice that gives the group's name."""

EXPORT_NAME = re.compile(
    r"(?i)(?:whatsapp[- ]chat (?:with|mit|- )|chat de whatsapp con|discussion whatsapp avec|chat whatsapp con|"
    r"conversa do whatsapp com|whatsapp-chat met) ?(?P<name>.+?)(?:\.txt|\.zip)?$"
)
"""The name that WhatsApp gives to an export."""
